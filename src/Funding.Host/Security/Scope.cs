using Funding.Domain.Rights;
using Funding.Engine.Reading;

namespace Funding.Host.Security;

/// <summary>What a caller's scope leaves of a list, on the API and on the pages.</summary>
/// <param name="RegionCode">The region, or null for all.</param>
/// <param name="Departments">The departments, or null for all.</param>
/// <param name="CptsId">The one CPTS, or null for all.</param>
internal sealed record Scope(string? RegionCode, IReadOnlyCollection<string>? Departments, Guid? CptsId)
{
    /// <summary>Its dossiers.</summary>
    public DossierQuery Dossiers => new(RegionCode, Departments, CptsId: CptsId);

    /// <summary>The scope, within a region or to a CPTS if one is asked; null when nothing is left.</summary>
    public static Scope? Of(Caller caller, string? region, Guid? cpts = null)
    {
        if (caller.Role == Role.Cpts) return cpts is null || cpts == caller.CptsId ? new Scope(region, null, caller.CptsId) : null;
        if (region is not null && !caller.Covers(region)) return null;
        return new Scope(region ?? (caller.RegionCode == Caller.Nation ? null : caller.RegionCode), caller.Departments.Count == 0 ? null : caller.Departments, cpts);
    }

    /// <summary>What it leaves of the entries that are asked for, whose region and CPTS it was made of.</summary>
    public EntryQuery Within(EntryQuery asked) => asked with { RegionCode = RegionCode, Departments = Departments, CptsId = CptsId };
}
