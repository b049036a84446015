using Microsoft.AspNetCore.Identity;
using Navis.Personalize.Application.Storage;

namespace Navis.Personalize.Web.Accounts;

/// <summary>Accounts on ASP.NET Core Identity.</summary>
internal static class AccountServices
{
    /// <summary>OWASP's figure for PBKDF2 with SHA-512.</summary>
    private const int HashRounds = 210_000;

    public static void AddAccounts(this IServiceCollection services, DatabasePlace place)
    {
        place.Add<AccountsDb, PostgresAccountsDb>(services, place.Folder.Accounts, "__AccountsMigrations");
        services.AddSingleton<SetupCode>();
        services.AddScoped<Invitations>();
        services.Configure<PasswordHasherOptions>(o => o.IterationCount = HashRounds);
        services.Configure<SecurityStampValidatorOptions>(o => o.ValidationInterval = TimeSpan.FromMinutes(1));
        services.AddIdentityCore<Person>(o =>
            {
                // Length instead of composition (NIST SP 800-63B).
                o.Password.RequiredLength = 12;
                o.Password.RequireDigit = o.Password.RequireLowercase = o.Password.RequireUppercase = o.Password.RequireNonAlphanumeric = false;
                o.Password.RequiredUniqueChars = 5;
                o.Lockout.MaxFailedAccessAttempts = 8;
                o.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(10);
                o.User.RequireUniqueEmail = true;
            })
            .AddEntityFrameworkStores<AccountsDb>()
            .AddSignInManager()
            .AddClaimsPrincipalFactory<PersonClaims>()
            .AddDefaultTokenProviders();
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        services.ConfigureApplicationCookie(o =>
        {
            o.Cookie.Name = "navis-session";
            o.Cookie.HttpOnly = true;
            o.Cookie.SameSite = SameSiteMode.Lax;
            o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            o.ExpireTimeSpan = TimeSpan.FromMinutes(30);
            o.SlidingExpiration = true;
            o.LoginPath = "/sign-in";
            o.AccessDeniedPath = "/problem/404";
        });
    }

    public static async Task PrepareAccountsAsync(this IServiceProvider services)
    {
        var scope = services.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            await scope.ServiceProvider.GetRequiredService<DatabasePlace>().MigrateAsync(scope.ServiceProvider.GetRequiredService<AccountsDb>(), CancellationToken.None).ConfigureAwait(false);
        }
    }
}
