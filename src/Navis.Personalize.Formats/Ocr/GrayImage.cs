using System.Globalization;
using System.Text;

namespace Navis.Personalize.Formats.Ocr;

/// <summary>A picture of grey values, 0 black to 255 white, row by row.</summary>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Pixels">Width times height bytes.</param>
internal sealed record GrayImage(int Width, int Height, byte[] Pixels)
{
    /// <summary>A picture as portable graymap (P5), which costs no packing.</summary>
    public byte[] ToPgm()
    {
        var head = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"P5\n{Width} {Height}\n255\n"));
        var file = new byte[head.Length + Pixels.Length];
        head.CopyTo(file, 0);
        Pixels.CopyTo(file, head.Length);
        return file;
    }

    /// <summary>Reads a portable graymap with 8 bits a pixel; null for anything else.</summary>
    public static GrayImage? FromPgm(ReadOnlySpan<byte> file)
    {
        if (!file.StartsWith("P5"u8))
        {
            return null;
        }

        Span<int> numbers = stackalloc int[3];
        var at = 2;
        for (var i = 0; i < 3; i++)
        {
            while (at < file.Length && char.IsWhiteSpace((char)file[at]))
            {
                at++;
            }

            for (; at < file.Length && char.IsAsciiDigit((char)file[at]); at++)
            {
                numbers[i] = (numbers[i] * 10) + file[at] - '0';
                if (numbers[i] > 1_000_000)
                {
                    return null;
                }
            }
        }

        at++;
        var size = (long)numbers[0] * numbers[1];
        return numbers[2] == 255 && size > 0 && file.Length - at >= size ? new(numbers[0], numbers[1], file.Slice(at, (int)size).ToArray()) : null;
    }

    /// <summary>Turned clockwise by quarters.</summary>
    /// <param name="quarters">0 to 3.</param>
    public GrayImage Turn(int quarters)
    {
        if (quarters is 0)
        {
            return this;
        }

        var (width, height) = quarters is 2 ? (Width, Height) : (Height, Width);
        var turned = new byte[Pixels.Length];
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                var target = quarters switch
                {
                    1 => (x * width) + width - 1 - y,
                    2 => ((height - 1 - y) * width) + width - 1 - x,
                    _ => ((height - 1 - x) * width) + y,
                };
                turned[target] = Pixels[(y * Width) + x];
            }
        }

        return new(width, height, turned);
    }

    /// <summary>Made smaller by averaging, or larger by interpolation.</summary>
    /// <param name="width">New width, at least 1.</param>
    /// <param name="height">New height, at least 1.</param>
    public GrayImage Resize(int width, int height) => width <= Width && height <= Height ? Shrink(width, height) : Sample(width, height, (double)Width / width, 0, (double)Height / height, 0);

    /// <summary>A new picture whose pixel (x, y) is taken from this one at (ax·x + cx, ay·y + cy), counted at the middle of pixels; white outside.</summary>
    public GrayImage Sample(int width, int height, double ax, double cx, double ay, double cy) => Sample(width, height, y => ((ax * 0.5) + cx, (ay * (y + 0.5)) + cy, ax, 0));

    /// <summary>A new picture, each row of which is taken along a straight way through this one; white outside.</summary>
    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels.</param>
    /// <param name="way">For a row: where the middle of its first pixel lies here, and the step from pixel to pixel.</param>
    public GrayImage Sample(int width, int height, Func<int, (double X, double Y, double StepX, double StepY)> way)
    {
        var result = new byte[width * height];
        for (var y = 0; y < height; y++)
        {
            // Fixed point, 16 bits of fraction: a page has eight million pixels.
            var (fromX, fromY, acrossX, acrossY) = way(y);
            long sx = (long)((fromX - 0.5) * 65536), sy = (long)((fromY - 0.5) * 65536), stepX = (long)(acrossX * 65536), stepY = (long)(acrossY * 65536);
            var row = y * width;
            for (var x = 0; x < width; x++, sx += stepX, sy += stepY)
            {
                result[row + x] = At(sx, sy);
            }
        }

        return new(width, height, result);
    }

    private byte At(long sx, long sy)
    {
        int x = (int)(sx >> 16), y = (int)(sy >> 16);
        if (x < -1 || y < -1 || x >= Width || y >= Height)
        {
            return 255;
        }

        int x0 = Math.Max(x, 0), x1 = Math.Min(x + 1, Width - 1), y0 = Math.Max(y, 0) * Width, y1 = Math.Min(y + 1, Height - 1) * Width;
        int fx = (int)(sx & 65535) >> 8, fy = (int)(sy & 65535) >> 8;
        var top = (Pixels[y0 + x0] * (256 - fx)) + (Pixels[y0 + x1] * fx);
        var bottom = (Pixels[y1 + x0] * (256 - fx)) + (Pixels[y1 + x1] * fx);
        return (byte)(((top * (256 - fy)) + (bottom * fy)) >> 16);
    }

    private GrayImage Shrink(int width, int height)
    {
        var result = new byte[width * height];
        for (var y = 0; y < height; y++)
        {
            int y0 = (int)((long)y * Height / height), y1 = Math.Max(y0 + 1, (int)((long)(y + 1) * Height / height));
            for (var x = 0; x < width; x++)
            {
                int x0 = (int)((long)x * Width / width), x1 = Math.Max(x0 + 1, (int)((long)(x + 1) * Width / width));
                var sum = 0;
                for (var v = y0; v < y1; v++)
                {
                    for (var u = x0; u < x1; u++)
                    {
                        sum += Pixels[(v * Width) + u];
                    }
                }

                result[(y * width) + x] = (byte)(sum / ((y1 - y0) * (x1 - x0)));
            }
        }

        return new(width, height, result);
    }
}
