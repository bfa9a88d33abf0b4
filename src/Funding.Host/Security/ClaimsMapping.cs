using System.Security.Claims;
using Funding.Domain.Rights;
using Funding.Engine.Naming;
using Funding.Host.Settings;

namespace Funding.Host.Security;

/// <summary>What an external issuer says of people, in the words of <see cref="CallerClaims"/>: as the settings map it, and nothing else. What the local issuer says is in them already.</summary>
public sealed class ClaimsMapping(FundingSettings settings)
{
    private const string NationKey = "nation";

    /// <summary>The same person in our words. Roles may be none or several: who reads them decides.</summary>
    public ClaimsPrincipal Map(ClaimsPrincipal told)
    {
        if (settings.UsesLocalIssuer()) return told;
        var names = settings.Auth.Claims;
        List<Claim> ours =
        [
            .. told.FindAll("iss"), .. told.FindAll("sub"),
            .. Told(names.Role).SelectMany(value => Means(names.Roles, value, Slug.Of)).Distinct(StringComparer.Ordinal).Select(value => Of("role", value)),
            .. Told(names.Region).SelectMany(value => Means(names.Regions, value, CodeOf)).Distinct(StringComparer.Ordinal).Select(value => Of("region", value)),
            .. Told(names.Departments).Select(value => Of("departments", value)),
            .. Told(names.Cpts).Select(value => Of("cpts", value)),
        ];
        var name = string.Join(' ', names.Name.Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(Told));
        if (name.Length > 0) ours.Add(Of("name", name));
        return new ClaimsPrincipal(new ClaimsIdentity(ours, told.Identity?.AuthenticationType, "sub", "role"));

        IEnumerable<string> Told(string type) => told.FindAll(type).Select(claim => claim.Value);
    }

    private static IEnumerable<string> Means<TKey>(IReadOnlyDictionary<TKey, string[]> meanings, string value, Func<TKey, string> ours)
        => meanings.Count == 0 ? [value] : meanings.Where(meaning => meaning.Value.Contains(value, StringComparer.Ordinal)).Select(meaning => ours(meaning.Key));

    private static string CodeOf(string key) => key.Equals(NationKey, StringComparison.OrdinalIgnoreCase) ? Caller.Nation : key;

    private static Claim Of(string type, string value) => new(type, value);
}
