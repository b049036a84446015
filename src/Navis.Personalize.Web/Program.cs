using Navis.Personalize.Formats.Isolation;
using Navis.Personalize.Web.Hosting;

// A reading process needs nothing of the rest.
if (args is [ReadWorker.Verb])
{
    return ReadWorker.Run();
}

return await ServeProgram.RunAsync(args).ConfigureAwait(false);
