using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Navis.Personalize.Application.Storage;

/// <summary>For the tool that writes migrations, never at run time.</summary>
internal sealed class MigrationTools : IDesignTimeDbContextFactory<NavisDb>
{
    public NavisDb CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<NavisDb>().UseSqlite("Data Source=design.db").Options);
}
