namespace Navis.Personalize.Web.Tests;

/// <summary>Cases for tests, of a demo patient whose own case other tests leave alone.</summary>
internal static class Cases
{
    /// <summary>A new case with records, shared with the team.</summary>
    public static async Task<string> SharedAsync(WebHost host, string title, params (string Name, byte[] Content)[] files)
    {
        using var patient = await Browser.SignedInAsync(host, "sam");
        await patient.GoAsync("/cases");
        await patient.SubmitAsync("/cases", ("title", title));
        var id = patient.Path.Split('/')[^1];
        await patient.UploadAsync($"/cases/{id}/records", files);
        await patient.GoAsync($"/cases/{id}/sharing");
        await patient.SubmitAsync($"/cases/{id}/share", ("shared", "yes"));
        return id;
    }

    /// <summary>Confirms the next fact that waits, also one that was read with certainty; false when none waits.</summary>
    public static async Task<bool> ConfirmNextAsync(Browser navigator, string id)
    {
        await navigator.GoAsync($"/cases/{id}/verify");
        if (!Asks(navigator) && navigator.Html.Contains("/certain\"", StringComparison.Ordinal))
        {
            await navigator.GoAsync(navigator.Find("href=\"(/cases/[0-9a-f-]+/verify\\?fact=f-[0-9a-f]+)\""));
        }

        if (!Asks(navigator))
        {
            return false;
        }

        await navigator.SubmitAsync(navigator.Find("action=\"(/cases/[0-9a-f-]+/facts/f-[0-9a-f]+)\""), ("verb", "confirm"));
        return true;
    }

    private static bool Asks(Browser navigator) => navigator.Html.Contains("value=\"confirm\"", StringComparison.Ordinal);
}
