namespace Funding.Domain;

/// <summary>An opaque person: the only thing that the log knows of who acted. Names live outside the log and can be erased.</summary>
public readonly record struct PersonId(Guid Value)
{
    /// <summary>The system itself, for what falls due without anybody acting.</summary>
    public static PersonId System => new(new Guid("00000000-0000-0000-0000-000000000001"));

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}
