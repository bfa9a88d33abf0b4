namespace Funding.Domain.Views;

/// <summary>Validations of health projects in a period.</summary>
/// <param name="Count">All that stand.</param>
/// <param name="Deemed">Those by the silence of the agency (R13).</param>
public sealed record ValidationFigures(int Count, int Deemed)
{
    /// <summary>Deemed / all, four decimals; null when there are none.</summary>
    public decimal? DeemedShare => Shares.Of(Deemed, Count);

    /// <summary>Those dated from one day to another, both included.</summary>
    public static ValidationFigures Of(IEnumerable<CptsPath> paths, DateOnly from, DateOnly to)
    {
        var found = paths.Select(path => path.Validation).OfType<PhaseEntered>().Where(it => it.Since >= from && it.Since <= to).ToList();
        return new(found.Count, found.Count(it => it.Deemed));
    }
}
