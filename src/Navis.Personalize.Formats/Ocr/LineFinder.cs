using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Navis.Personalize.Core.Documents;

namespace Navis.Personalize.Formats.Ocr;

/// <summary>Finds the lines of a page with the detector of PP-OCRv4, strip by strip: a whole page at once would take half a gigabyte.</summary>
internal sealed class LineFinder
{
    private const string Model = "ch_PP-OCRv4_det_infer.onnx";

    /// <summary>Longer side of the page for the detector, pixels, a strip's height, and how much of a strip the next one sees again.</summary>
    private const int LongSide = 1536;
    private const int Strip = 288;
    private const int Overlap = 96;

    /// <summary>The detector's own limits: a pixel of a line, a line on average, and how far a line reaches beyond its found core.</summary>
    private const float Pixel = 0.3f;
    private const float Line = 0.6f;
    private const double Unclip = 1.6;

    private static readonly Lazy<LineFinder?> Shared = new(Load);

    private readonly InferenceSession session;

    private LineFinder(InferenceSession session) => this.session = session;

    /// <summary>The finder, or null when its model is not on this machine.</summary>
    public static LineFinder? Instance => Shared.Value;

    /// <summary>The lines of a page, or their cells where they stand far apart; boxes in pixels.</summary>
    /// <param name="image">Picture, lines level.</param>
    public List<PageBox> Find(GrayImage image)
    {
        var scale = Math.Min(1.0, (double)LongSide / Math.Max(image.Width, image.Height));
        int width = Math.Max(32, (int)Math.Round(image.Width * scale / 32) * 32), height = Math.Max(32, (int)Math.Round(image.Height * scale / 32) * 32);
        var small = image.Resize(width, height);
        double backX = (double)image.Width / width, backY = (double)image.Height / height;
        var lines = new List<PageBox>();
        for (var top = 0; top < height; top += Strip - Overlap)
        {
            var rows = Math.Min(Strip, height - top);
            var isLast = top + rows == height;

            // Each line is taken from the strip in whose own part its middle lies.
            double from = top == 0 ? 0 : top + (Overlap / 2.0), to = isLast ? height : top + rows - (Overlap / 2.0);
            lines.AddRange(Cores(Probabilities(small, top, rows), width, rows)
                .Select(b => b with { Y = b.Y + top })
                .Where(b => b.Y + (b.Height / 2) >= from && b.Y + (b.Height / 2) < to)
                .Select(b => new PageBox(b.X * backX, b.Y * backY, b.Width * backX, b.Height * backY)));
            if (isLast)
            {
                break;
            }
        }

        return lines;
    }

    private float[] Probabilities(GrayImage small, int top, int rows)
    {
        // What the model was trained with: ImageNet's mean and deviation, by channel.
        ReadOnlySpan<float> means = [0.485f, 0.456f, 0.406f], deviations = [0.229f, 0.224f, 0.225f];
        var input = new DenseTensor<float>([1, 3, rows, small.Width]);
        var values = input.Buffer.Span;
        var size = rows * small.Width;
        for (var channel = 0; channel < 3; channel++)
        {
            for (var i = 0; i < size; i++)
            {
                values[(channel * size) + i] = ((small.Pixels[(top * small.Width) + i] / 255f) - means[channel]) / deviations[channel];
            }
        }

        using var output = session.Run([NamedOnnxValue.CreateFromTensor(session.InputNames[0], input)]);
        return [.. output[0].AsEnumerable<float>()];
    }

    private static IEnumerable<PageBox> Cores(float[] probabilities, int width, int height)
    {
        var seen = new bool[probabilities.Length];
        var open = new Stack<int>();
        for (var i = 0; i < probabilities.Length; i++)
        {
            if (seen[i] || probabilities[i] <= Pixel)
            {
                continue;
            }

            int left = int.MaxValue, right = 0, top = int.MaxValue, bottom = 0, count = 0;
            var sum = 0.0;
            seen[i] = true;
            open.Push(i);
            while (open.TryPop(out var at))
            {
                int x = at % width, y = at / width;
                (left, right, top, bottom) = (Math.Min(left, x), Math.Max(right, x), Math.Min(top, y), Math.Max(bottom, y));
                sum += probabilities[at];
                count++;
                Visit(at - 1, x > 0);
                Visit(at + 1, x < width - 1);
                Visit(at - width, y > 0);
                Visit(at + width, y < height - 1);
            }

            double w = right - left + 1, h = bottom - top + 1, more = w * h * Unclip / (2 * (w + h));
            if (count >= 10 && sum / count >= Line)
            {
                yield return new(left - more, top - more, w + (2 * more), h + (2 * more));
            }
        }

        void Visit(int at, bool isThere)
        {
            if (isThere && !seen[at] && probabilities[at] > Pixel)
            {
                seen[at] = true;
                open.Push(at);
            }
        }
    }

    private static LineFinder? Load()
    {
        if (OcrModels.Folder is not { } folder)
        {
            return null;
        }

        try
        {
            using var options = SecondReader.Options();
            return new(new InferenceSession(Path.Combine(folder, Model), options));
        }
        catch (Exception e) when (e is OnnxRuntimeException or IOException or DllNotFoundException or TypeInitializationException)
        {
            return null;
        }
    }
}
