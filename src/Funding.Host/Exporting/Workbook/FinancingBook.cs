using Funding.Domain.Cpts;
using Funding.Engine.Ledger.Heads;
using Funding.Engine.Reading;

namespace Funding.Host.Exporting.Workbook;

/// <summary>What a CPTS got from a source, as a line of its region's sheet.</summary>
/// <param name="Name">Of the CPTS.</param>
/// <param name="DepartmentCode">INSEE code.</param>
/// <param name="Phase">Its phase.</param>
/// <param name="PhaseSince">The day it entered it.</param>
/// <param name="Population">Inhabitants.</param>
/// <param name="Source">Whose money.</param>
/// <param name="Totals">In euros.</param>
internal sealed record BookLine(string Name, string DepartmentCode, PhaseName Phase, DateOnly PhaseSince, int Population, FundingSource Source, Totals Totals);

/// <summary>A sheet: the money of a region.</summary>
/// <param name="Code">INSEE code.</param>
/// <param name="Name">In French.</param>
/// <param name="Financing">Its sums, which every role may read.</param>
/// <param name="Lines">CPTS by CPTS, when the whole region is in the scope of who asks; else null.</param>
internal sealed record BookRegion(string Code, string Name, Financing Financing, IReadOnlyList<BookLine>? Lines);

/// <summary>The financing of CPTS as a workbook tells it: one sheet per region, one for the nation, and one of sources.</summary>
/// <param name="BudgetYear">Of the commitments; null for all years.</param>
/// <param name="Moment">From where in time, pinned to an instant.</param>
/// <param name="Regions">In French alphabetical order.</param>
/// <param name="Nation">The sums of all regions.</param>
/// <param name="Head">The last signed head of the ledger, or null when nothing is signed yet.</param>
internal sealed record FinancingBook(int? BudgetYear, Moment Moment, IReadOnlyList<BookRegion> Regions, Financing Nation, TreeHead? Head)
{
    /// <summary>Whether anything made up for demonstration is in it.</summary>
    public bool Synthetic => Nation.Synthetic;
}
