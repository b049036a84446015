namespace Navis.Personalize.Formats.Tests.Hostile;

/// <summary>Damages a file in ways that transport, disks and enemies do. The same seed gives the same damage.</summary>
internal static class Mutations
{
    private static readonly byte[][] Tokens =
    [
        .. new[] { "<<", ">>", "[", "]", "(", ")", "{", "}", "\\", "\"", "-1", "99999999999", "0", "\u0000", "/Kids", "/Length", "stream", "endobj", "<", ">", "&", "|", "^", "~", "\r", "PK", "e400", "null" }.Select(System.Text.Encoding.Latin1.GetBytes),
    ];

    /// <summary>A damaged copy.</summary>
    /// <param name="content">Sound file.</param>
    /// <param name="seed">Seed.</param>
    public static byte[] Of(byte[] content, int seed)
    {
#pragma warning disable CA5394 // Damage has to be the same each time, not secret.
        var random = new Random(seed);
        var bytes = new List<byte>(content);
        for (var count = random.Next(1, 6); count > 0 && bytes.Count > 0; count--)
        {
            int at = random.Next(bytes.Count), length = Math.Min(bytes.Count - at, random.Next(1, 200));
            switch (random.Next(8))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 2:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                case 3:
                    bytes.RemoveRange(at, length);
                    break;
                case 4:
                    bytes.InsertRange(random.Next(bytes.Count), bytes.GetRange(at, length));
                    break;
                case 5:
                    bytes.InsertRange(at, Tokens[random.Next(Tokens.Length)]);
                    break;
                case 6:
                    for (var i = at; i < at + Math.Min(length, 16); i++)
                    {
                        bytes[i] = (byte)random.Next(256);
                    }

                    break;
                default:
                    var digit = bytes.FindIndex(at, static b => b is >= (byte)'0' and <= (byte)'9');
                    if (digit >= 0)
                    {
                        bytes.InsertRange(digit, "8888888"u8.ToArray().AsSpan(0, random.Next(1, 8)).ToArray());
                    }

                    break;
            }
        }
#pragma warning restore CA5394

        return [.. bytes];
    }
}
