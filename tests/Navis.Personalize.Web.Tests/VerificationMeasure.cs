using System.Globalization;
using System.Text;

namespace Navis.Personalize.Web.Tests;

/// <summary>Measures the verification screen on a long record: 60 pages, 500 facts and more; run by <c>tests/measure-verify</c>, not by <c>./test</c>.</summary>
public sealed class VerificationMeasure(DemoHost host, Chromium chromium, ITestOutputHelper output)
{
    private const int Pages = 60;

    private const string Frames = """
        async () => {
          const list = document.scrollingElement, times = [], tasks = [];
          new PerformanceObserver((l) => l.getEntries().forEach((e) => tasks.push(e.duration))).observe({ entryTypes: ['longtask'] });
          let last = performance.now();
          for (let y = 0; y < list.scrollHeight; y += 120) {
            scrollTo({ top: y, behavior: 'instant' });
            await new Promise(requestAnimationFrame);
            const now = performance.now();
            times.push(now - last);
            last = now;
          }
          times.sort((a, b) => a - b);
          return [times.length, times[Math.floor(times.length / 2)], times[Math.floor(times.length * .95)], times[times.length - 1], tasks.length, Math.max(0, ...tasks)];
        }
        """;

    private const string Jumps = """
        async () => {
          const links = [...document.querySelectorAll('.facts a[data-sheet]')], times = [];
          for (let i = 0; i < 40; i++) {
            const start = performance.now();
            links[i].click();
            while (!document.querySelector('#page .now[data-fact~="' + links[i].dataset.fact + '"]')) await new Promise((r) => setTimeout(r, 1));
            times.push(performance.now() - start);
            await new Promise((r) => setTimeout(r, 400));
          }
          times.sort((a, b) => a - b);
          return [times[Math.floor(times.length / 2)], times[Math.floor(times.length * .95)], times[times.length - 1]];
        }
        """;

    [Fact(Explicit = true)]
    public async Task A_record_of_sixty_pages_and_five_hundred_facts()
    {
        var id = await Cases.SharedAsync(host, "Sixty pages", [.. Enumerable.Range(0, Pages).Select(n => ($"report-{n + 1}.txt", Encoding.UTF8.GetBytes(Page(n))))]);
        var page = await chromium.OpenAsync(host, "nora");
        for (var i = 0; i < 600; i++)
        {
            await page.GotoAsync($"/cases/{id}/verify");
            if (await page.Locator(".facts a").CountAsync() > 0)
            {
                break;
            }

            await Task.Delay(500, TestContext.Current.CancellationToken);
        }

        var facts = await page.Locator(".facts a").CountAsync();
        output.WriteLine($"{facts} facts");
        Assert.True(facts >= 500);
        var size = (await page.ContentAsync()).Length;
        var load = new List<double>();
        for (var i = 0; i < 5; i++)
        {
            await page.ReloadAsync();
            load.Add(await page.EvaluateAsync<double>("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"));
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"page {size / 1024} KB, ready after {load.Min():0} ms (least of 5)"));
        var frames = await page.EvaluateAsync<double[]>(Frames);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"scrolling: {frames[0]:0} steps, frame {frames[1]:0.0} ms in the middle, {frames[2]:0.0} ms for 95 %, {frames[3]:0.0} ms at most; {frames[4]:0} long tasks, longest {frames[5]:0} ms"));
        var jumps = await page.EvaluateAsync<double[]>(Jumps);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"click to source: {jumps[0]:0} ms in the middle, {jumps[1]:0} ms for 95 %, {jumps[2]:0} ms at most"));
        var decide = new List<double>();
        for (var i = 0; i < 8; i++)
        {
            var clock = System.Diagnostics.Stopwatch.StartNew();
            await page.Locator(".facts a:not(:has(.note))").Nth(i).ClickAsync();
            await page.Locator("#item .decide button:focus").WaitForAsync();
            clock.Restart();
            await BrowserTests.PressAsync(page, "c");
            decide.Add(clock.Elapsed.TotalMilliseconds);
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"key to next item after a decision: {decide.Min():0} to {decide.Max():0} ms"));
        await page.Context.CloseAsync();
    }

    // Each of another day, so that nothing is one and the same statement. Synthetic; about no real person.
    private static string Page(int number)
    {
        var day = new DateOnly(2021, 1, 5).AddDays(number * 21);
        string[] genes = ["EGFR L858R mutation detected.", "ALK rearrangement not detected.", "ROS1 rearrangement not detected.", "RET fusion not detected.", "KRAS mutation not detected.", "BRAF V600E mutation not detected.", "MET exon 14 skipping not detected.", "ERBB2 mutation not detected.", "NTRK1 fusion not detected.", "NTRK2 fusion not detected.", "NRG1 fusion not detected."];
        return string.Create(CultureInfo.InvariantCulture, $"SYNTHETIC RECORD\nPatient: Long Record   DOB: 01/02/1950\nReport date: {day:MM/dd/yyyy}\nCollected: {day:MM/dd/yyyy}\n\nMOLECULAR PATHOLOGY\nSpecimen: plasma {number + 1}\n\n{string.Join('\n', genes)}\nPD-L1 TPS {number + 1}%.\n");
    }
}
