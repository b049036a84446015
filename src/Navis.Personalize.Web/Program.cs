var app = WebApplication.CreateBuilder(args).Build();
app.MapGet("/health", () => Results.Ok());
await app.RunAsync().ConfigureAwait(false);

/// <summary>The entry point, public so that tests can host it.</summary>
public sealed partial class Program;
