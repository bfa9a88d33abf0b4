namespace Funding.Domain.Aci;

/// <summary>The lines of R18 to R20, from the facts of a contract alone.</summary>
public static class OwedLines
{
    /// <summary>The first day of a contract year, reckoned each time from the start of the contract: 29 February becomes the 28th only in years without one (R17).</summary>
    public static DateOnly Opening(DateOnly startsOn, int year) => startsOn.AddYears(year - 1);
}
