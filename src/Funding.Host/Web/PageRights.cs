using Funding.Domain.Rights;
using Funding.Host.Security;

namespace Funding.Host.Web;

/// <summary>
/// Which pages are not for every role, by the beginning of their addresses: what the navigation offers and what is refused (403) is one list.
/// What a page shows of dossiers is its reader's business; a dossier outside the visitor's scope does not exist (404), whatever their role.
/// </summary>
internal static class PageRights
{
    private static readonly (string Prefix, Predicate<Caller> IsFor)[] Reserved =
    [
        ("/signaux", ReadRights.Audits),
        ("/webhooks", ReadRights.Administers),
        ("/messages-en-echec", ReadRights.AdministersNation),
        ("/administration", ReadRights.Administers),
        ("/administration/vues", ReadRights.AdministersNation),
        ("/administration/reglages", ReadRights.AdministersNation),
    ];

    /// <summary>Whether the page of that address, as it is mapped, is for this caller.</summary>
    public static bool Opens(this Caller caller, string? page)
        => Reserved.All(it => !IsUnder(page, it.Prefix) || it.IsFor(caller));

    /// <summary>The address that a request was mapped by; null for none.</summary>
    public static string? PageOf(HttpContext http) => (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;

    private static bool IsUnder(string? page, string prefix)
        => page is not null && page.StartsWith(prefix, StringComparison.Ordinal) && (page.Length == prefix.Length || page[prefix.Length] == '/');
}
