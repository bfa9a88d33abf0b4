using Funding.Domain.Tariffs;

namespace Funding.Marten.Folding;

/// <summary>An ACI tariff as Marten folds it.</summary>
/// <param name="Id">Its stream.</param>
/// <param name="Version">Version of the last event.</param>
/// <param name="State">All that its events amount to.</param>
/// <param name="FirstAt">When the first event was recorded (UTC).</param>
/// <param name="LastAt">When the last event was recorded (UTC).</param>
public sealed record TariffDocument(string Id, long Version, AciTariff State, DateTimeOffset FirstAt, DateTimeOffset LastAt) : IFolded<AciTariff>;
