using Funding.Host.Reference;
using Funding.Host.Security.SignIn;
using Funding.Host.Settings;

namespace Funding.Host.Web.SignIn;

/// <summary>Signs in where this machine vouches for people itself: as somebody of the demonstration, or with a token of the verb <c>token</c>.</summary>
internal sealed class LocalSignIn(FundingSettings settings, ReferenceData reference, DemoUsers demo, Sessions sessions, IServiceProvider services)
{
    /// <summary>The page.</summary>
    public async Task<IResult> ShowAsync(string? back, string? region, string? fault, CancellationToken cancellation)
        => Answers.Page<SignInPage>(
            new SignInModel { Return = ReturnAddress.Of(back), Fault = fault, Demo = settings.Demo ? await ChoiceAsync(RegionOf(region), cancellation) : null }, fault is null ? null : StatusCodes.Status400BadRequest);

    /// <summary>Signs in, or shows the page again with what is wrong.</summary>
    public async Task<IResult> SignInAsync(HttpContext http, PagePost post, CancellationToken cancellation)
    {
        string? Field(string name) => post.Fields[name] is [{ Length: > 0 } value] ? value : null;
        var (back, region) = (Field(ReturnAddress.Field), Field("region"));
        if (!post.Fits) return await ShowAsync(back, region, "Cette page est restée ouverte trop longtemps, ou vient d’ailleurs. Recommencez.", cancellation);
        if (settings.Demo)
        {
            var chosen = Field("who") is { } who ? DemoUsers.Find(RegionOf(region), who) : Guid.TryParseExact(Field("cpts"), "D", out var cpts) ? await demo.FindAsync(cpts, cancellation) : null;
            if (chosen is null) return await ShowAsync(back, region, "Choisissez une personne.", cancellation);
            await sessions.SignInAsync(http, chosen);
        }
        else
        {
            if (await services.GetRequiredService<LocalTokens>().ReadAsync(Field("token")?.Trim() ?? "") is not var (claims, until))
                return await ShowAsync(back, region, "Ce jeton n’est pas valable : il a expiré, n’est pas entier, ou vient d’un autre émetteur. Demandez-en un autre.", cancellation);
            await sessions.SignInAsync(http, claims, until);
        }

        return Results.LocalRedirect(ReturnAddress.Of(back));
    }

    private async Task<DemoChoice> ChoiceAsync(Region region, CancellationToken cancellation)
        => new(reference.Regions, region, DemoUsers.Of(region), [.. (await demo.CptsOfAsync(region, cancellation)).OrderBy(cpts => cpts.Name, FrenchOrder.Comparer)]);

    private Region RegionOf(string? code) => (code is null ? null : reference.FindRegion(code)) ?? reference.Regions[0];
}
