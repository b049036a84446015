namespace Navis.Personalize.Formats.Ocr;

/// <summary>Where the second reader's models lie: in a folder <c>ocr-models</c> beside the program or above it, or where <c>NAVIS_OCR_MODELS</c> says.</summary>
internal static class OcrModels
{
    private const string Name = "ocr-models";

    private static readonly Lazy<string?> Found = new(Find);

    /// <summary>The folder, or null when there is none.</summary>
    public static string? Folder => Found.Value;

    /// <summary>Looks for the folder anew.</summary>
    public static string? Find()
    {
        if (Environment.GetEnvironmentVariable("NAVIS_OCR_MODELS") is { Length: > 0 } said)
        {
            return Directory.Exists(said) ? said : null;
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var models = Path.Combine(folder.FullName, Name);
            if (Directory.Exists(models))
            {
                return models;
            }
        }

        return null;
    }
}
