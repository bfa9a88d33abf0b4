namespace Funding.Domain.Cpts;

/// <summary>The transitional cost that a transformation grant pays for (R22).</summary>
public enum CostCategory
{
    /// <summary>People who coordinate (coordination).</summary>
    Coordination,

    /// <summary>Software and equipment (outils numériques).</summary>
    DigitalTools,

    /// <summary>Premises (locaux).</summary>
    Premises,

    /// <summary>Training (formation).</summary>
    Training,

    /// <summary>Anything else.</summary>
    Other,
}

/// <summary>The agency awarded a grant of the transformation fund for transitional costs (R22).</summary>
/// <param name="Commitment">Its identity and budget year.</param>
/// <param name="Amount">Euros; the instalments sum to it.</param>
/// <param name="Purpose">What it pays for; published with the grant.</param>
/// <param name="CostCategory">The kind of cost.</param>
/// <param name="Convention">The convention, or null below the threshold (R6).</param>
/// <param name="Instalments">At least one.</param>
public sealed record TransformationGrantAwarded(
    CommitmentRef Commitment, Money Amount, string Purpose, CostCategory CostCategory, Convention? Convention, Sequence<PlannedInstalment> Instalments)
    : CommitmentEvent(Commitment), ICommitmentOpened;
