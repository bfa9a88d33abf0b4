using Funding.Host.Settings;

namespace Funding.Host.Web.Help;

/// <summary>The pages that explain: one per rule and per refusal, and those that the law asks for. They show nothing of any dossier, and so need nobody signed in.</summary>
internal static class HelpPages
{
    /// <summary>Maps them.</summary>
    public static void MapHelp(this IEndpointRouteBuilder pages)
    {
        var open = pages.MapGroup("").IsPublic();
        open.MapGet("/aide", () => Answers.Page<HelpPage>(HelpRules.All));
        open.MapGet("/aide/{rule}", (string rule) => HelpRules.Find(rule) is { } known ? Answers.Page<HelpRulePage>(known) : Answers.NotFound());
        open.MapGet("/aide/refus/{slug}", (string slug) => HelpRules.MeaningOf(slug) is { } meaning ? Answers.Page<RefusalPage>(new RefusalModel(slug, meaning)) : Answers.NotFound());
        open.MapGet("/accessibilite", (FundingSettings settings) => Answers.Page<AccessibilityPage>(settings.Site));
        open.MapGet("/mentions-legales", (FundingSettings settings) => Answers.Page<LegalPage>(settings.Site));
        open.MapGet("/donnees-personnelles", (FundingSettings settings) => Answers.Page<DataProtectionPage>(settings.Site));
    }
}
