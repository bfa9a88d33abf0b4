using Funding.Browser.Tests.Desks;

namespace Funding.Browser.Tests.Sites;

/// <summary>Addresses of the demonstration for the patterns that pages are mapped at.</summary>
internal static class Example
{
    /// <summary>Who may read everything, by the name on the sign-in page.</summary>
    public const string Auditor = "Auditeur national (fictif)";

    private static readonly string[] OfAdministrators = ["/webhooks", "/messages-en-echec", "/administration"];

    /// <summary>Who may open the page of that pattern.</summary>
    public static string VisitorOf(string pattern)
        => OfAdministrators.Any(it => pattern.StartsWith(it, StringComparison.Ordinal)) ? "Administration nationale (fictive)"
            : pattern.StartsWith("/bureau", StringComparison.Ordinal) ? People.Officer : Auditor;

    /// <summary>An address of that pattern, whose page has much to show.</summary>
    public static async Task<string> OfAsync(string pattern, Desk desk)
    {
        var address = pattern.Replace("{code}", "84", StringComparison.Ordinal).Replace("{seq}", "100", StringComparison.Ordinal).Replace("{kind}", "certification", StringComparison.Ordinal)
            .Replace("{rule}", "r4", StringComparison.Ordinal).Replace("{slug}", "envelope-exceeded", StringComparison.Ordinal);
        if (address.Contains("/cpts/{id:guid}", StringComparison.Ordinal)) address = address.Replace("/cpts/{id:guid}", await DossierAsync(desk, "contracted"), StringComparison.Ordinal);
        if (address.EndsWith("/{commitmentId}", StringComparison.Ordinal)) address = await CommitmentAsync(desk, address[..^"{commitmentId}".Length]);
        return address.Contains('{') ? throw new InvalidOperationException($"Say here what stands for the parameters of {pattern}.") : address;
    }

    /// <summary>The first commitment that the dossier leads to.</summary>
    private static async Task<string> CommitmentAsync(Desk desk, string commitments)
    {
        await desk.GoAsync(commitments[..commitments.IndexOf("/engagements", StringComparison.Ordinal)]);
        return await desk.Page.Locator($"a[href^='{commitments}']").First.GetAttributeAsync("href") ?? throw new InvalidOperationException("A dossier with a contract leads to its commitments.");
    }

    /// <summary>The address of a dossier in a phase; null when there is none.</summary>
    public static async Task<string?> DossierAsync(Desk desk, string phase)
    {
        await desk.GoAsync($"/cpts?phase={phase}");
        desk.Page.Url.ShouldEndWith($"/cpts?phase={phase}");
        var names = desk.Page.GetByRole(AriaRole.Rowheader).GetByRole(AriaRole.Link);
        return await names.CountAsync() == 0 ? null : await names.First.GetAttributeAsync("href");
    }
}
