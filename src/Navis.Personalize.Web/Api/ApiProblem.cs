using System.Text.Json;
using System.Text.Json.Serialization;

namespace Navis.Personalize.Web.Api;

/// <summary>Why a request failed (RFC 9457). It never holds words of a record.</summary>
public sealed record ApiProblem
{
    /// <summary>Always <c>about:blank</c>: the code says what it is.</summary>
    public string Type { get; init; } = "about:blank";

    /// <summary>What went wrong and the next step, in words.</summary>
    public required string Title { get; init; }

    /// <summary>HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>Stable name of the problem.</summary>
    public required string Code { get; init; }

    /// <summary>Number of the request, to quote when asking for help.</summary>
    public required string Request { get; init; }
}

/// <summary>One page of a list.</summary>
/// <typeparam name="T">What is listed.</typeparam>
public sealed record ApiPage<T>
{
    /// <summary>What stands on this page.</summary>
    public required IReadOnlyList<T> Items { get; init; }

    /// <summary>How many there are in all.</summary>
    public required long Total { get; init; }
}

/// <summary>How the interface writes and reads JSON: camel case, unknown and missing members refused.</summary>
internal static class ApiJson
{
    public static void Set(JsonSerializerOptions options)
    {
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.NumberHandling = JsonNumberHandling.Strict;
    }
}
