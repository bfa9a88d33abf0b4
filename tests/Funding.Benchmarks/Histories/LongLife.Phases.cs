using Funding.Domain;
using Funding.Domain.Cpts;

namespace Funding.Benchmarks.Histories;

/// <summary>From phase to phase: each turn is planned at its instant by the one before it.</summary>
internal sealed partial class LongLife
{
    private enum Turn
    {
        None,
        Register,
        Accept,
        Submit,
        Oppose,
        Validate,
        Deem,
        OpposeLate,
        Withdraw,
    }

    private void Take()
    {
        var turn = planned.Turn;
        planned = default;
        switch (turn)
        {
            case Turn.Register:
                Register();
                Plan(Turn.Accept, Next + Part(Math.Min(end - begin, 100 * TimeSpan.TicksPerDay), 200, 900));
                break;
            case Turn.Accept:
                accepted = Effective(since);
                Enter(PhaseName.Project, new LetterOfIntentAccepted { EffectiveDate = accepted, Reference = $"LI-{Today.Year}-{number:0000}" });
                PlanNext();
                step = Instant(Next + Part(Mean, 50, 900));
                break;
            case Turn.Submit:
                Submit();
                break;
            case Turn.Withdraw:
                Withdraw();
                break;
            case Turn.Oppose:
                Enter(PhaseName.Project, new HealthProjectOpposed(OppositionGround.Territory) { EffectiveDate = Effective(submitted), Reference = $"OPP-{Today.Year}-{number:0000}" });
                break;
            case Turn.Validate:
                Enter(PhaseName.Validated, new HealthProjectValidated { EffectiveDate = Effective(submitted), Reference = $"PS-{Today.Year}-{number:0000}" });
                break;
            case Turn.Deem:
                Store(id, PersonId.System, new HealthProjectDeemedValidated { EffectiveDate = deemedOn });
                (phase, since) = (PhaseName.Validated, deemedOn);
                if (oppositions > 0) Plan(Turn.OpposeLate, Next + (Dice.Between(2, 20) * TimeSpan.TicksPerDay));
                break;
            case Turn.OpposeLate:
                var on = deemedOn.AddDays(-Dice.Between(1, 30));
                Store(id, agency.Officer, new DeemedValidationAnnulled { EffectiveDate = on });
                Enter(PhaseName.Project, new HealthProjectOpposed(OppositionGround.RegionalPlan) { EffectiveDate = on, Reference = $"OPP-{Today.Year}-{number:0000}" });
                break;
        }
    }

    /// <summary>Submits, and says what comes of it: an opposition in time or late, a validation, or nothing until the two months have passed.</summary>
    private void Submit()
    {
        if (Next > until - LastSubmission) return;
        submitted = Effective(since);
        deemedOn = submitted.AddMonths(RuleSettings.Default.OppositionMonths).AddDays(1);
        Enter(PhaseName.Submitted, new HealthProjectSubmitted(deemedOn) { EffectiveDate = submitted });
        var expires = Zone.StartOf(deemedOn).UtcTicks;
        if (Dice.Chance(oppositions > 0 ? 25 : 40)) Plan(Turn.Deem, expires);
        else Plan(oppositions > 0 ? Turn.Oppose : Turn.Validate, Next + Part(expires - Next, 200, 900));
    }

    private void Enter(PhaseName entered, CptsEvent happened)
    {
        if (happened is HealthProjectOpposed)
        {
            oppositions--;
            PlanNext();
        }

        (phase, since) = (entered, happened.EffectiveDate);
        Store(id, agency.Officer, happened);
    }

    private void Withdraw()
    {
        Enter(PhaseName.Withdrawn, new CptsWithdrawn(sealer.Seal("Projet abandonné par les professionnels.", "reason")) { EffectiveDate = Today });
        ReleaseAll();
    }

    /// <summary>A project that will be opposed, or the end of the life.</summary>
    private void PlanNext()
    {
        if (oppositions > 0) Plan(Turn.Submit, Next + Part(end - Next, 150, 450));
        else if (end < until) Plan(withdraws ? Turn.Withdraw : Turn.Submit, end);
    }
}
