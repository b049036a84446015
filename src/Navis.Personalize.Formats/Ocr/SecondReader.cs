using System.Text;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Navis.Personalize.Core.Documents;

namespace Navis.Personalize.Formats.Ocr;

/// <summary>What the second reader made of a piece of a line.</summary>
/// <param name="Text">Characters without spaces, which this reader does not keep.</param>
/// <param name="Confidence">0..1, the mean over the characters.</param>
/// <param name="Starts">For each character, where it stands in the piece, pixels of the picture.</param>
/// <param name="Sure">For each character, 0..1.</param>
internal sealed record SecondReading(string Text, double Confidence, double[] Starts, double[] Sure);

/// <summary>The second reader: the line recogniser of PP-OCRv4, in this process. It errs on other characters than the first, so what both read alike can
/// be believed more; that is no proof.</summary>
internal sealed class SecondReader
{
    private const int LineHeight = 48;
    private const int MaximumWidth = 3200;
    private const string Model = "ch_PP-OCRv4_rec_infer.onnx";
    private const string Alphabet = "ppocr_keys_v1.txt";

    private static readonly Lazy<SecondReader?> Shared = new(Load);

    private readonly InferenceSession session;
    private readonly string[] alphabet;

    private SecondReader(InferenceSession session, string[] alphabet) => (this.session, this.alphabet) = (session, alphabet);

    /// <summary>The reader, or null when its models are not on this machine.</summary>
    public static SecondReader? Instance => Shared.Value;

    /// <summary>Reads a piece of a line.</summary>
    /// <param name="image">Picture, lines level.</param>
    /// <param name="box">The piece, pixels, with a little space around the letters.</param>
    public SecondReading Read(GrayImage image, PageBox box)
    {
        int left = Math.Max(0, (int)box.X), top = Math.Max(0, (int)box.Y);
        int width = Math.Min(image.Width - left, (int)Math.Ceiling(box.Width)), height = Math.Min(image.Height - top, (int)Math.Ceiling(box.Height));
        if (width < 2 || height < 4)
        {
            return new("", 0, [], []);
        }

        var across = Math.Clamp((int)Math.Ceiling(LineHeight * (double)width / height), 16, MaximumWidth);
        double scaleX = (double)width / across, scaleY = (double)height / LineHeight;
        var piece = image.Sample(across, LineHeight, scaleX, left, scaleY, top);
        var input = new DenseTensor<float>([1, 3, LineHeight, across]);
        var values = input.Buffer.Span;
        for (var i = 0; i < piece.Pixels.Length; i++)
        {
            var value = (piece.Pixels[i] / 127.5f) - 1;
            values[i] = value;
            values[i + piece.Pixels.Length] = value;
            values[i + (2 * piece.Pixels.Length)] = value;
        }

        using var output = session.Run([NamedOnnxValue.CreateFromTensor(session.InputNames[0], input)]);
        return Decode((DenseTensor<float>)output[0].AsTensor<float>(), (double)across * scaleX);
    }

    /// <summary>Greedy decoding: the likeliest character of each step; repeats and blanks dropped.</summary>
    private SecondReading Decode(DenseTensor<float> steps, double width)
    {
        int count = steps.Dimensions[1], classes = steps.Dimensions[2], last = 0;
        var text = new StringBuilder();
        var starts = new List<double>();
        var sure = new List<double>();
        for (var step = 0; step < count; step++)
        {
            var row = steps.Buffer.Span.Slice(step * classes, classes);
            var best = System.Numerics.Tensors.TensorPrimitives.IndexOfMax<float>(row);
            if (best != 0 && best != last && Plain(alphabet[best - 1]) is { Length: > 0 } character)
            {
                text.Append(character);
                starts.AddRange(Enumerable.Repeat((step + 0.5) * width / count, character.Length));
                sure.AddRange(Enumerable.Repeat((double)row[best], character.Length));
            }

            last = best;
        }

        return new(text.ToString(), sure.Count == 0 ? 0 : sure.Average(), [.. starts], [.. sure]);
    }

    /// <summary>Full-width forms as their plain ones; no spaces.</summary>
    private static string Plain(string character) => character switch
    {
        " " or "\u3000" => "",
        "\u3002" => ".",
        "\u2014" or "\u2013" or "\u2212" => "-",
        "\u2019" or "\u2018" => "'",
        "\u201C" or "\u201D" => "\"",
        [>= '\uFF01' and <= '\uFF5E'] => ((char)(character[0] - 0xFEE0)).ToString(),
        _ => character,
    };

    /// <summary>One thread: pages are read side by side already. No arena, which would keep the largest line's memory for good.</summary>
    internal static SessionOptions Options() => new() { IntraOpNumThreads = 1, InterOpNumThreads = 1, EnableCpuMemArena = false, EnableMemoryPattern = false };

    private static SecondReader? Load()
    {
        if (OcrModels.Folder is not { } folder)
        {
            return null;
        }

        try
        {
            using var options = Options();
            return new(new InferenceSession(Path.Combine(folder, Model), options), [.. File.ReadAllLines(Path.Combine(folder, Alphabet)), " "]);
        }
        catch (Exception e) when (e is OnnxRuntimeException or IOException or DllNotFoundException or TypeInitializationException)
        {
            return null;
        }
    }
}
