namespace Navis.Personalize.Core.Content;

/// <summary>The content folders (<c>rules/</c>, <c>seeds/</c>) as a set of texts; Core itself opens no file.</summary>
public interface IContentSource
{
    /// <summary>Paths below a folder, with <c>/</c> and relative to the content root (<c>rules/terminology/drugs.yaml</c>), sorted ordinally.</summary>
    /// <param name="folder">Folder, for example <c>rules/terminology</c>.</param>
    IReadOnlyList<string> List(string folder);

    /// <summary>The text of one file.</summary>
    /// <param name="path">Path as given by <see cref="List"/>.</param>
    string Read(string path);
}
