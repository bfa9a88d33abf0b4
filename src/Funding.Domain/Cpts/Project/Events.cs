namespace Funding.Domain.Cpts;

/// <summary>The health project was submitted; the two months run (R13).</summary>
/// <param name="DeemedValidatedOn">The day from whose 00:00 on, failing an answer, it is deemed validated.</param>
public sealed record HealthProjectSubmitted(DateOnly DeemedValidatedOn) : CptsEvent;

/// <summary>The agency opposed the project (R14; CSP L1434-12).</summary>
/// <param name="Ground">One of the two grounds that the law knows.</param>
public sealed record HealthProjectOpposed(OppositionGround Ground) : CptsEvent;

/// <summary>The agency validated the project explicitly.</summary>
public sealed record HealthProjectValidated : CptsEvent;

/// <summary>The two months passed in silence: the project is validated (R13).</summary>
public sealed record HealthProjectDeemedValidated : CptsEvent;

/// <summary>An opposition dated in time was recorded after the deemed validation, which is annulled (R14).</summary>
public sealed record DeemedValidationAnnulled : CptsEvent;

/// <summary>The two grounds of opposition (CSP L1434-12).</summary>
public enum OppositionGround
{
    /// <summary>Not compliant with the objectives of the regional health plan.</summary>
    RegionalPlan,

    /// <summary>The territory is not pertinent.</summary>
    Territory,
}
