namespace Funding.Domain.Cpts;

/// <summary>Something that happened to a CPTS. The names of these records and of their members are the storage format: see ADR 0004.</summary>
public abstract record CptsEvent
{
    /// <summary>The date of the act: a legal day of the region. When the system knew of it is the store's business.</summary>
    public required DateOnly EffectiveDate { get; init; }

    /// <summary>Decision, convention or transfer number, if the act has one.</summary>
    public string? Reference { get; init; }

    /// <summary>A free comment, sealed.</summary>
    public SealedText? Comment { get; init; }
}
