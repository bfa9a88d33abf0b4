namespace Funding.Engine.Projecting;

/// <summary>A numbered event as projections take it.</summary>
/// <param name="Position">Its position in the ledger.</param>
/// <param name="Id">Its id.</param>
/// <param name="Cpts">The CPTS whose stream it is in, or null.</param>
/// <param name="Stream">Any other stream, or null.</param>
/// <param name="Type">Its stored name.</param>
/// <param name="RecordedAt">When it was recorded, UTC.</param>
/// <param name="Json">Its data in UTF-8, valid only as long as the reader says; empty for a type that projects nothing.</param>
internal readonly record struct Numbered(long Position, Guid Id, Guid? Cpts, string? Stream, string Type, DateTime RecordedAt, ReadOnlyMemory<byte> Json);
