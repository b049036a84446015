using Navis.Personalize.Formats.Cloud;
using Navis.Personalize.Formats.Isolation;
using Navis.Personalize.Web.Hosting;

// A reading process needs nothing of the rest.
if (args is [ReadWorker.Verb])
{
    return ReadWorker.Run();
}

if (args.Contains(CloudOptions.OfflineOption, StringComparer.Ordinal))
{
    Environment.SetEnvironmentVariable(CloudOptions.OfflineVariable, "1");
}

return await ServeProgram.RunAsync(args).ConfigureAwait(false);
