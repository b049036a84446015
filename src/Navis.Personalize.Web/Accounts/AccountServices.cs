using Microsoft.AspNetCore.Identity;
using Navis.Personalize.Application.Storage;

namespace Navis.Personalize.Web.Accounts;

/// <summary>Accounts on ASP.NET Core Identity.</summary>
internal static class AccountServices
{
    /// <summary>OWASP's figure for PBKDF2 with SHA-512.</summary>
    private const int HashRounds = 210_000;

    /// <summary>The third version of Identity's tables has passkeys.</summary>
    public static void Tables(IdentityOptions options) => options.Stores.SchemaVersion = IdentitySchemaVersions.Version3;

    public static void AddAccounts(this IServiceCollection services, DatabasePlace place)
    {
        place.Add<AccountsDb, PostgresAccountsDb>(services, place.Folder.Accounts, "__AccountsMigrations");
        services.AddSingleton<SetupCode>();
        services.AddScoped<Invitations>();
        services.AddScoped<ResetLinks>();
        services.AddScoped<Sessions>();
        services.AddScoped<SessionEvents>();
        services.AddScoped<Proof>();
        services.AddScoped<Endpoints.People>();
        services.AddSingleton<ShownOnce>();
        services.AddScoped<Colleagues>();
        services.Configure<PasswordHasherOptions>(o => o.IterationCount = HashRounds);
        services.Configure<SecurityStampValidatorOptions>(o => o.ValidationInterval = TimeSpan.FromMinutes(1));
        services.Configure<IdentityPasskeyOptions>(o =>
        {
            // The device asks for finger, face or PIN: then a passkey is two proofs in one.
            o.UserVerificationRequirement = "required";
            o.ResidentKeyRequirement = "required";
            o.ValidateOrigin = context => ValueTask.FromResult(!context.CrossOrigin && Passkeys.IsOwn(context.Origin, context.HttpContext.Request));
        });
        services.AddIdentityCore<Person>(o =>
            {
                Tables(o);

                // Length instead of composition (NIST SP 800-63B).
                o.Password.RequiredLength = 12;
                o.Password.RequireDigit = o.Password.RequireLowercase = o.Password.RequireUppercase = o.Password.RequireNonAlphanumeric = false;
                o.Password.RequiredUniqueChars = 5;
                o.Lockout.MaxFailedAccessAttempts = 8;
                o.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(10);
                o.User.RequireUniqueEmail = true;
            })
            .AddEntityFrameworkStores<AccountsDb>()
            .AddUserStore<PersonStore>()
            .AddUserManager<PersonManager>()
            .AddSignInManager<PersonSignIn>()
            .AddPasswordValidator<CommonPasswords>()
            .AddClaimsPrincipalFactory<PersonClaims>()
            .AddTokenProvider<OnceOnlyCodes>(TokenOptions.DefaultAuthenticatorProvider);
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        services.ConfigureApplicationCookie(o =>
        {
            o.Cookie.Name = "navis-session";
            o.Cookie.HttpOnly = true;
            o.Cookie.SameSite = SameSiteMode.Lax;
            o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            o.ExpireTimeSpan = Sessions.Idle;
            o.SlidingExpiration = true;
            o.EventsType = typeof(SessionEvents);
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
