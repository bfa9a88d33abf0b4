using Funding.Domain.Cpts;
using Funding.Host.Reference;
using Funding.Host.Settings;

namespace Funding.Host.Exporting.Scdl;

/// <summary>Who grants: the agency of a region.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Siret">SIRET of its seat, or null when no setting gives it.</param>
internal sealed record Grantor(string Name, string? Siret)
{
    /// <summary>The agency of a region, by the settings.</summary>
    public static Grantor Of(string regionCode, ScdlSettings settings, ReferenceData reference)
    {
        var set = settings.Grantors.GetValueOrDefault(regionCode);
        return new(
            set?.Name ?? $"Agence régionale de santé {reference.FindRegion(regionCode)?.Name ?? regionCode}",
            set?.Siret is { } siret && AssociationIdentifiers.IsSiret(siret) ? siret : null);
    }
}
