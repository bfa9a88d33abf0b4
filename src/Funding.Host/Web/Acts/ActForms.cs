using Funding.Host.Api.Acts;
using Funding.Host.Web.Acts.Catalogue;

namespace Funding.Host.Web.Acts;

/// <summary>The forms of all acts.</summary>
internal static class ActForms
{
    /// <summary>One for each act of the API.</summary>
    public static IReadOnlyList<ActForm> All { get; } =
        [.. RegistrationForms.All, .. ProjectForms.All, .. GrantForms.All, .. CommitmentForms.All, .. ContractForms.All, .. ReferenceForms.All];

    /// <summary>The form of the act at an address.</summary>
    public static ActForm Of(string pattern) => All.Single(form => form.Pattern == pattern);

    /// <summary>The form at <c>/actes/…</c>, with the parts of its address; null when there is none.</summary>
    public static (ActForm Form, RouteValueDictionary Path)? Find(string address)
        => ActAddress.Find(address) is var (route, path) ? (All.Single(form => form.Route == route), path) : null;
}
