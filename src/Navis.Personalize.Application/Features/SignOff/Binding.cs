using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Navis.Personalize.Core.Answers;
using Navis.Personalize.Core.Findings;
using Navis.Personalize.Core.Profiles;

namespace Navis.Personalize.Application.Features.SignOff;

/// <summary>What a signature is bound to: the record set, the profile, the content and the trace. When one changes, the signature has expired.</summary>
public sealed record Binding(string Records, string Profile, string Content, string Trace)
{
    /// <summary>One hash over the four.</summary>
    public string Hash => HashOf([Records, Profile, Content, Trace]);

    /// <summary>Names of the parts in which two differ.</summary>
    public ImmutableArray<string> Changes(Binding other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var parts = ImmutableArray.CreateBuilder<string>();
        Note("records", Records, other.Records);
        Note("profile", Profile, other.Profile);
        Note("content", Content, other.Content);
        Note("trace", Trace, other.Trace);
        return parts.ToImmutable();

        void Note(string part, string mine, string theirs)
        {
            if (mine != theirs)
            {
                parts.Add(part);
            }
        }
    }

    internal static Binding Of(IEnumerable<string> fileDigests, ReconciledCase reviewed, ComposedAnswer patient)
    {
        ArgumentNullException.ThrowIfNull(reviewed);
        var facts = reviewed.Facts.Select(f => string.Create(CultureInfo.InvariantCulture, $"{f.Id}|{f.Holds}|{f.Why}|{f.Date}|{f.Origin}|{f.Assertion}"));
        var fields = reviewed.Profile.Fields.Select(f => $"{f.Key}|{f.Value.State}|{f.Value.Value}|{string.Join(',', f.Value.Facts)}");
        var items = patient.Answer.Sections.SelectMany(s => s.Items).Select(i => $"{i.Kind}|{i.Rule}|{i.Text}|{string.Join(',', i.Because)}");
        var outcomes = patient.Trace.Outcomes.Select(o => o.ToString());
        return new(
            HashOf(fileDigests),
            HashOf(facts.Concat(fields)),
            $"{patient.Answer.ContentVersion}/{patient.Answer.ContentHash}",
            HashOf(items.Concat(outcomes)));
    }

    /// <summary>The facts that hold, one short line each in the words of the contract: what a later diff compares.</summary>
    internal static ImmutableArray<string> Lines(ReconciledCase reviewed) => [.. reviewed.Facts.Where(f => f.Holds).Select(Line).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static string Line(Fact fact)
    {
        var q = fact.Qualifiers;
        return string.Join(' ', new[] { fact.Kind.Name(), q.Gene, q.Alteration is "any" ? null : q.Alteration, fact.Value, q.Status }.Where(p => !string.IsNullOrEmpty(p)));
    }

    private static string HashOf(IEnumerable<string> lines)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var line in lines)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(line));
            hash.AppendData([(byte)'\n']);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
