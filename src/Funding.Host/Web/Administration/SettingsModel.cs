namespace Funding.Host.Web.Administration;

/// <summary>The settings in force, group by group.</summary>
public sealed record SettingsModel(IReadOnlyList<(string Title, IReadOnlyList<EffectiveSetting> Settings)> Groups);
