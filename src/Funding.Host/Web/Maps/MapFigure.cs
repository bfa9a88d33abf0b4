using System.Diagnostics;
using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Engine.Reading;

namespace Funding.Host.Web.Maps;

/// <summary>What the map of the regions may show.</summary>
public enum MapFigure
{
    /// <summary>Committed money.</summary>
    Committed,

    /// <summary>Paid money.</summary>
    Paid,

    /// <summary>What remains to be paid.</summary>
    Outstanding,

    /// <summary>Paid money by inhabitant of the region (municipal population of the reference data).</summary>
    PaidPerInhabitant,
}

/// <summary>What a figure of the map means.</summary>
internal static class MapFigures
{
    /// <summary>Its name on the page.</summary>
    public static string Label(this MapFigure figure) => figure switch
    {
        MapFigure.Committed => "Engagé",
        MapFigure.Paid => "Versé",
        MapFigure.Outstanding => "Reste à payer",
        MapFigure.PaidPerInhabitant => "Versé par habitant",
        _ => throw new UnreachableException(),
    };

    /// <summary>The sum that it is, or is a share of.</summary>
    public static Figure Sum(this MapFigure figure) => figure switch
    {
        MapFigure.Committed => Figure.Committed,
        MapFigure.Outstanding => Figure.Outstanding,
        _ => Figure.Paid,
    };

    /// <summary>The figure of a region, of one source or of all; by inhabitant rounded to the cent, and nothing where nobody is counted.</summary>
    public static Money Of(this MapFigure figure, Financing financing, FundingSource? source, long inhabitants)
    {
        var sum = figure.Sum().In(source is { } one ? financing.Sources[one] : financing.Total);
        if (figure != MapFigure.PaidPerInhabitant) return sum;
        return inhabitants == 0 ? Money.Zero : new Money((long)Math.Round((decimal)sum.Cents / inhabitants, MidpointRounding.AwayFromZero));
    }
}
