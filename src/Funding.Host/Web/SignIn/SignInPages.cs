using Funding.Host.Security;
using Funding.Host.Security.SignIn;
using Funding.Host.Security.SignIn.Provider;
using Funding.Host.Settings;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Funding.Host.Web.SignIn;

/// <summary>Signing in and out of the pages.</summary>
internal static class SignInPages
{
    public static IServiceCollection AddSignIn(this IServiceCollection services)
    {
        services.AddSingleton<SessionCookie>().AddSingleton<IConfigureOptions<CookieAuthenticationOptions>>(it => it.GetRequiredService<SessionCookie>()).AddSingleton<IConfigureOptions<AntiforgeryOptions>>(it => it.GetRequiredService<SessionCookie>());
        services.AddAuthentication().AddCookie(SessionCookie.Scheme);
        services.AddAntiforgery();
        services.AddSingleton<PageReach>().AddSingleton<PageLimits>();
        services.AddScoped<Visitor>().AddScoped<PagePost>().AddScoped<Sessions>().AddScoped<DemoUsers>().AddScoped<LocalTokens>().AddScoped<LocalSignIn>();
        services.AddSingleton<IConfigureOptions<ProviderOptions>, ProviderSetup>().AddSingleton<IPostConfigureOptions<ProviderOptions>, OAuthPostConfigureOptions<ProviderOptions, ProviderHandler>>();
        services.TryAddSingleton<ClaimsMapping>();
        return services.AddTransient<ProviderHandler>().AddScoped<ProviderSignIn>().AddSingleton<PendingSignIn>();
    }

    public static void MapSignIn(this IEndpointRouteBuilder pages)
    {
        if (pages.ServiceProvider.GetRequiredService<FundingSettings>().UsesLocalIssuer()) MapLocal(pages);
        else MapProvider(pages);
    }

    private static void MapLocal(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/connexion", (HttpRequest request, LocalSignIn signIn, CancellationToken cancellation)
            => signIn.ShowAsync(request.Query[ReturnAddress.Field], request.Query["region"], null, cancellation)).IsPublic();
        pages.MapPost("/connexion", (HttpContext http, PagePost post, LocalSignIn signIn, CancellationToken cancellation) => signIn.SignInAsync(http, post, cancellation)).IsPublic().IsTry().TakesUnfitPosts();
        pages.MapPost("/deconnexion", async (HttpContext http) =>
        {
            await Sessions.SignOutAsync(http);
            return Results.LocalRedirect("/connexion");
        }).IsPublic();
    }

    private static void MapProvider(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/connexion", (HttpRequest request, ProviderSignIn signIn) => signIn.Show(request.Query[ReturnAddress.Field])).IsPublic();
        pages.MapPost("/connexion", (HttpContext http, PagePost post, ProviderSignIn signIn) => signIn.LeaveAsync(http, post)).IsPublic().IsTry().TakesUnfitPosts();
        pages.MapGet("/connexion/retour", (HttpContext http, ProviderSignIn signIn) => signIn.ReturnAsync(http)).IsPublic().IsTry();
        pages.MapPost("/connexion/role", (HttpContext http, PagePost post, ProviderSignIn signIn) => signIn.ChooseAsync(http, post)).IsPublic().IsTry();
        pages.MapPost("/deconnexion", (HttpContext http, ProviderSignIn signIn) => signIn.SignOutAsync(http)).IsPublic();
    }
}
