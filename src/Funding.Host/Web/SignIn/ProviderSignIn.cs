using System.Security.Claims;
using Funding.Domain.Ports;
using Funding.Domain.Rights;
using Funding.Engine.Naming;
using Funding.Host.Security;
using Funding.Host.Security.SignIn;
using Funding.Host.Security.SignIn.Provider;
using Funding.Host.Settings;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Funding.Host.Web.SignIn;

/// <summary>Signs in where an external issuer vouches for people: they go there, and come back with what it says of them.</summary>
internal sealed class ProviderSignIn(FundingSettings settings, ClaimsMapping mapping, IReferenceData reference, Sessions sessions, PendingSignIn pending, ILogger<ProviderSignIn> log)
{
    private const string Away = "Le fournisseur d’identité ne répond pas. Réessayez dans un moment.";

    private string Name => settings.Auth.Pages.ProviderName;

    /// <summary>The page with the one button that leads there.</summary>
    public IResult Show(string? back, string? fault = null, int? status = null)
        => settings.HasClient() ? Answers.Page<ProviderPage>(new ProviderModel(ReturnAddress.Of(back), Name, fault), status)
            : Answers.Message(503, "Connexion non configurée", "Les pages n’ont pas de fournisseur d’identité : l’exploitant du site doit en donner un.");

    /// <summary>Leads there.</summary>
    public async Task<IResult> LeaveAsync(HttpContext http, PagePost post)
    {
        var back = ReturnAddress.Of(post.Fields[ReturnAddress.Field]);
        if (!post.Fits || !settings.HasClient()) return Show(back, "Cette page est restée ouverte trop longtemps, ou vient d’ailleurs. Recommencez.", 400);
        try
        {
            return Leave(http, await (await ProviderHandler.OfAsync(http)).LeaveAsync(back), "Connexion");
        }
        catch (ProviderAwayException away)
        {
            return Missed(away, back);
        }
    }

    /// <summary>Takes who comes back.</summary>
    public async Task<IResult> ReturnAsync(HttpContext http)
    {
        if (!settings.HasClient()) return Answers.NotFound();
        try
        {
            var result = await (await ProviderHandler.OfAsync(http)).ReturnAsync();
            if (result is { Succeeded: true, Ticket: { } ticket })
                return await TakeAsync(http, mapping.Map(ticket.Principal), ticket.Properties.Items[ProviderHandler.IdToken], ReturnAddress.Of(ticket.Properties.RedirectUri));
            log.LogWarning("A sign-in was refused: {Reason}", result.Failure?.Message ?? "no answer");
            return Show(null, "La connexion n’a pas abouti : vous l’avez interrompue, ou la réponse du fournisseur d’identité n’est pas celle qui était attendue. Recommencez.", 400);
        }
        catch (ProviderAwayException away)
        {
            return Missed(away, null);
        }
    }

    /// <summary>Takes who has several roles in the one that they chose.</summary>
    public Task<IResult> ChooseAsync(HttpContext http, PagePost post)
    {
        if (pending.Open(post.Fields["pending"]) is not var (told, idToken, back) || Slug.Parse<Role>(post.Fields["role"].ToString()) is not { } role || !told.HasClaim("role", Slug.Of(role)))
            return Task.FromResult(Show(null, "Le choix du rôle a trop tardé, ou ce rôle n’est pas le vôtre. Recommencez.", 400));
        var one = new ClaimsIdentity(told.Claims.Where(claim => claim.Type != "role").Append(new Claim("role", Slug.Of(role))), SessionCookie.Scheme);
        return TakeAsync(http, new ClaimsPrincipal(one), idToken, back);
    }

    /// <summary>Ends the session here and, where the issuer lets us, leads to where it ends there.</summary>
    public async Task<IResult> SignOutAsync(HttpContext http)
    {
        var idToken = await Sessions.IdTokenAsync(http);
        await Sessions.SignOutAsync(http);
        try
        {
            if (settings.HasClient() && await (await ProviderHandler.OfAsync(http)).SignOutAsync(idToken) is { } address) return Leave(http, address, "Déconnexion");
        }
        catch (ProviderAwayException away)
        {
            log.LogWarning(away.InnerException, "The issuer does not answer: a session ended here only.");
        }

        return Results.LocalRedirect("/connexion");
    }

    private async Task<IResult> TakeAsync(HttpContext http, ClaimsPrincipal told, string? idToken, string back)
    {
        var roles = told.FindAll("role").Select(claim => Slug.Parse<Role>(claim.Value)).OfType<Role>().Distinct().ToArray();
        if (roles.Length == 0) return Show(back, "Votre compte n’a pas de rôle dans ce registre. Demandez-en un à qui gère les comptes de votre organisme.", 403);
        if (roles.Length > 1) return Answers.Page<RolePage>(new RoleModel(roles, pending.Close(told, idToken, back)));
        var (claims, fault) = CallerClaims.Read(told, reference);
        if (claims is null)
        {
            log.LogWarning("Who signed in is no caller: the claim {Claim} is missing, doubled or unknown", fault);
            return Show(back, "Votre compte n’a pas de périmètre utilisable : sa région, ses départements ou sa CPTS manquent, sont en double ou sont inconnus. Faites-le corriger par qui gère les comptes de votre organisme.", 403);
        }

        await sessions.SignInAsync(http, claims, idToken: idToken);
        return Results.LocalRedirect(back);
    }

    /// <summary>A page that leads elsewhere at once. No redirection of a form: browsers hold those, to their last hop, to the places that forms may be sent to.</summary>
    private RazorComponentResult Leave(HttpContext http, string address, string title)
    {
        http.Response.Headers["Refresh"] = $"0;url={address}";
        return Answers.Page<LeavePage>(new LeaveModel(title, address, Name));
    }

    private IResult Missed(ProviderAwayException away, string? back)
    {
        log.LogWarning(away.InnerException, "The issuer does not answer: nobody can sign in.");
        return Show(back, Away, 503);
    }
}
