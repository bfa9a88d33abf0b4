namespace Funding.Domain.Tariffs;

/// <summary>Something asked of an ACI tariff.</summary>
/// <param name="Tariff">Its id.</param>
/// <param name="Reference">The legal text.</param>
public abstract record TariffCommand(string Tariff, string Reference)
{
    /// <summary>The date of the act; null means today, the legal day of the mainland: a tariff is national.</summary>
    public DateOnly? EffectiveDate { get; init; }

    /// <summary>A free comment, sealed.</summary>
    public SealedText? Comment { get; init; }
}

/// <summary>Take over a tariff from the reference data shipped with the host. Nobody but the system asks for it.</summary>
/// <remarks>
/// Assumed: its act is dated on the first day of the tariff, or on the day of the take-over when that is earlier.
/// Refused with already-exists when the tariff is there and says something else: what was published is never replaced.
/// </remarks>
public sealed record PublishTariff(string Tariff, TariffFacts Facts, string Reference) : TariffCommand(Tariff, Reference);

/// <summary>Enter the amount of a cell with its legal reference (R16), or another amount of a cell that has one.</summary>
/// <remarks>
/// The amount holds from the date of the act on, until an amount of a later date. Before the first amount of a cell that the
/// publication left empty, that first one holds too (assumed: the text existed, nobody had entered it), so that acts recorded late
/// find it. A mistake is corrected by entering the cell again with the same date; with a later date, terms judged in between keep
/// resting on the first amount. Refusals: not-found, validation.
/// </remarks>
public sealed record EnterTariffCell(string Tariff, TariffCell Cell, Money Amount, string Reference, bool? Synthetic = null) : TariffCommand(Tariff, Reference);
