namespace Funding.Domain.Tariffs;

/// <summary>Something that happened to an ACI tariff. Member names are the storage format.</summary>
public abstract record TariffEvent
{
    /// <summary>The date of the act: from when what it says holds.</summary>
    public required DateOnly EffectiveDate { get; init; }

    /// <summary>The legal text.</summary>
    public string? Reference { get; init; }

    /// <summary>A free comment, sealed.</summary>
    public SealedText? Comment { get; init; }
}

/// <summary>The system took over a tariff from the reference data shipped with it, with its sources.</summary>
/// <param name="Tariff">Its id, such as <c>aci-2019</c>.</param>
/// <param name="Facts">What it says.</param>
public sealed record AciTariffPublished(string Tariff, TariffFacts Facts) : TariffEvent;

/// <summary>An administrator entered the amount of a cell, with the legal reference that gives it.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Amount">Euros per contract year, since the date of the act.</param>
/// <param name="Synthetic">True for an amount made up for demonstration; absent otherwise.</param>
public sealed record TariffCellEntered(TariffCell Cell, Money Amount, bool? Synthetic = null) : TariffEvent;
