namespace Funding.Domain.Cpts;

/// <summary>Something that somebody asks for. It becomes events, or a rejection.</summary>
public abstract record CptsCommand
{
    /// <summary>The date of the act; null means today, the legal day of the region.</summary>
    public DateOnly? EffectiveDate { get; init; }

    /// <inheritdoc cref="CptsEvent.Reference"/>
    public string? Reference { get; init; }

    /// <inheritdoc cref="CptsEvent.Comment"/>
    public SealedText? Comment { get; init; }
}

/// <summary>A command on one commitment of the CPTS.</summary>
/// <param name="CommitmentId">The commitment, unique in the CPTS.</param>
public abstract record CommitmentCommand(string CommitmentId) : CptsCommand;
