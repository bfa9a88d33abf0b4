using System.Globalization;

namespace Funding.Host.Embedded;

/// <summary>What Linux tells of a process, read at one moment.</summary>
/// <param name="Name">File name of its program, at most 15 characters.</param>
/// <param name="State">One letter; Z and X have ended.</param>
/// <param name="Parent">0 when it is out of sight.</param>
/// <param name="Started">In clock ticks since the machine started. With the number it says who a process is: a number is given again, and then with a later start.</param>
internal sealed record ProcessStat(string Name, char State, int Parent, long Started)
{
    /// <param name="line">number (name, which may hold anything) state parent …, the start being the 22nd field.</param>
    public static ProcessStat Parse(string line)
    {
        var (open, close) = (line.IndexOf('('), line.LastIndexOf(')'));
        var fields = line[(close + 2)..].Split(' ');
        return new ProcessStat(
            line[(open + 1)..close], fields[0][0], int.Parse(fields[1], CultureInfo.InvariantCulture), long.Parse(fields[19], CultureInfo.InvariantCulture));
    }
}
