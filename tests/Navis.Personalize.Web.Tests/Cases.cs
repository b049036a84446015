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
}
