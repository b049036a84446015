using Navis.Personalize.Core.Documents;

namespace Navis.Personalize.Application.Features.StoredCases;

/// <summary>Words of the patient as a document, so that a fact that a navigator made of them has its evidence.</summary>
internal static class ToldDocument
{
    /// <summary>Its name in both languages of the pages: a reading knows no reader.</summary>
    private const string Name = "You told us / Usted nos dijo";

    /// <summary>Without a date: it is no record, and must not count as the newest of them.</summary>
    public static SourceDocument Of(ToldItem told) => new() { Id = told.Document, Name = Name, Pages = [new(1, told.Words)] };
}
