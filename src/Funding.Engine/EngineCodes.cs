namespace Funding.Engine;

/// <summary>
/// The codes (SQLSTATE) by which the functions of the schema refuse. Their class is nobody else's: not F0, for the client takes that one for
/// the end of the connection.
/// </summary>
internal static class EngineCodes
{
    /// <summary>A version does not fit, or a stream is held: decide again.</summary>
    public const string Conflict = "CF001";

    /// <summary>Who writes leads no more, or a checkpoint moved: another host goes on.</summary>
    public const string Replaced = "CF002";

    /// <summary>A rebuild is not what was compared: compare again.</summary>
    public const string NotCompared = "CF003";
}
