using Microsoft.Extensions.DependencyInjection;

namespace Navis.Personalize.Application;

/// <summary>Registers the mediator with every use case. The generator reads the options here, where it runs.</summary>
public static class ApplicationServices
{
    /// <summary>Adds mediator and handlers; each scope has its own.</summary>
    public static IServiceCollection AddUseCases(this IServiceCollection services) =>
        services.AddMediator(options => options.ServiceLifetime = ServiceLifetime.Scoped);
}
