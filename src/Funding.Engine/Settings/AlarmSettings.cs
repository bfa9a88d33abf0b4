namespace Funding.Engine.Settings;

/// <summary>From when on somebody should look: section <c>Funding:Alarms</c>.</summary>
public sealed record AlarmSettings
{
    /// <summary>Age of the oldest event that has no position or is not in the views, in seconds.</summary>
    public double UnprojectedSeconds { get; set; } = 60;

    /// <summary>Age of the oldest event that is not in the ledger's tree, in seconds.</summary>
    public double UnsealedSeconds { get; set; } = 300;

    /// <summary>Age of the oldest thing that is to be told, reminded of or sent, in seconds.</summary>
    public double UnsentSeconds { get; set; } = 3600;

    /// <summary>How many dead letters, and notices set aside, nobody need look at.</summary>
    public long DeadLetters { get; set; }
}
