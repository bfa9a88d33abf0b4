using Funding.Domain.Cpts;
using Funding.Engine.Naming;

namespace Funding.Host.Web.Maps;

/// <summary>What the map is asked to show: <c>figure</c> and <c>source</c> of the address.</summary>
/// <param name="Figure">What it colours the regions by.</param>
/// <param name="Source">Of which source; null for all.</param>
public sealed record MapQuestion(MapFigure Figure, FundingSource? Source)
{
    /// <summary>Reads it; committed money of all sources where the address says nothing.</summary>
    /// <exception cref="UnreadableQuestionException">One of them is no such thing.</exception>
    public static MapQuestion Read(IQueryCollection query) => new(One<MapFigure>(query["figure"], "une somme que la carte montre") ?? MapFigure.Committed, One<FundingSource>(query["source"], "une source de financement"));

    private static T? One<T>(string? text, string what) where T : struct, Enum
        => string.IsNullOrEmpty(text) ? null : Slug.Parse<T>(text) ?? throw new UnreadableQuestionException($"« {text} » n’est pas {what}.");
}
