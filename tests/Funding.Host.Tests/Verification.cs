using System.Runtime.CompilerServices;
using System.Text;

namespace Funding.Host.Tests;

/// <summary>
/// Approved texts beside the tests, in Verify's file convention: what differs from <c>name.verified.txt</c> is left as
/// <c>name.received.txt</c>, to be looked at and renamed when it is right.
/// </summary>
public static class Verification
{
    public static void ShouldBeVerified(this string actual, string name, [CallerFilePath] string test = "")
    {
        var verified = Path.Combine(Path.GetDirectoryName(test)!, $"{name}.verified.txt");
        var received = Path.ChangeExtension(Path.ChangeExtension(verified, null), ".received.txt");
        var approved = File.Exists(verified) ? File.ReadAllText(verified).TrimEnd('\n') : null;
        if (actual == approved)
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, actual + "\n", new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        actual.ShouldBe(approved, $"Look at {received}");
    }
}
