namespace Funding.Engine.Metrics;

/// <summary>The meter of this program; README.md says how to read it.</summary>
public static class FundingMeter
{
    /// <summary>Its name.</summary>
    public const string Name = "Funding";
}
