namespace Funding.Domain.Cpts;

/// <summary>Which events open a phase: it follows from the event alone.</summary>
public static class PhaseFold
{
    /// <summary>The phase that an event opens after registration, or null.</summary>
    public static Phase? Opens(CptsEvent happened)
    {
        var on = happened.EffectiveDate;
        return happened switch
        {
            LetterOfIntentAccepted or HealthProjectOpposed => new InProject(on),
            LetterOfIntentRefused => new LetterRefused(on),
            HealthProjectSubmitted it => new Submitted(on, it.DeemedValidatedOn),
            HealthProjectValidated => new Validated(on, Deemed: false),
            HealthProjectDeemedValidated => new Validated(on, Deemed: true),
            AciNegotiationOpened => new Negotiating(on),
            CptsWithdrawn => new Withdrawn(on),
            ContractEvent contract => ContractFold.Opens(contract),
            _ => null,
        };
    }
}
