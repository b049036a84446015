using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Navis.Personalize.Application.Storage;

/// <summary>The keys that protect cookies and forms, in the database so that every machine of a site has them, sealed with the master key.</summary>
public sealed class SessionKeys
{
    private readonly IServiceScopeFactory scopes;
    private readonly MasterKey master;

    internal SessionKeys(IServiceScopeFactory scopes, MasterKey master) => (this.scopes, this.master) = (scopes, master);

    /// <summary>All of them, as they were given.</summary>
    public IReadOnlyList<string> All()
    {
        using var scope = scopes.CreateScope();
        return [.. scope.ServiceProvider.GetRequiredService<NavisDb>().SessionKeys.AsNoTracking().AsEnumerable()
            .Select(k => System.Text.Encoding.UTF8.GetString(master.Unseal(Purpose.SessionKey(k.Id), k.KeyVersion, k.Content)))];
    }

    public void Add(string words)
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<NavisDb>();
        var id = Guid.NewGuid();
        db.SessionKeys.Add(new() { Id = id, KeyVersion = master.Current, Content = master.Seal(Purpose.SessionKey(id), System.Text.Encoding.UTF8.GetBytes(words)) });
        db.SaveChanges();
    }
}
