using Funding.Domain.Cpts;

namespace Funding.Marten.Folding;

/// <summary>A CPTS as Marten folds it: the domain's state with what Marten must know of it. It is made anew each time and stored nowhere.</summary>
/// <param name="Id">Its stream.</param>
/// <param name="Version">Version of the last event.</param>
/// <param name="State">All that its events amount to.</param>
public sealed record CptsDocument(string Id, long Version, CptsState State);
