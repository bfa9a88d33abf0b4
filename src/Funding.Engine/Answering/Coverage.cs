using Funding.Domain.Cpts;
using Funding.Domain.Ports;

namespace Funding.Engine.Answering;

/// <summary>Inhabitants covered by CPTS under contract (LIFECYCLE section 6).</summary>
internal static class Coverage
{
    /// <summary>Each commune once; a CPTS without communes counts its own figure.</summary>
    public static long Of(IEnumerable<KnownCpts> cpts, IReferenceData reference)
    {
        var contracted = cpts.Where(it => it.Phase is PhaseName.Contracted or PhaseName.Suspended).ToList();
        return reference.PopulationOf(contracted.SelectMany(it => it.Territory.Communes))
            + contracted.Where(it => it.Territory.Communes.Count == 0).Sum(it => (long)it.Territory.Population);
    }
}
