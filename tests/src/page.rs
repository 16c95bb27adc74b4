//! A web page of somebody else, on an origin of its own.
#![expect(clippy::expect_used, reason = "a test without its subject has nothing left to say")]

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpListener};

/// A listener that will serve a page: its address is known before the page is written.
#[derive(Debug)]
pub struct Page {
    listener: TcpListener,
    address: SocketAddr,
}

impl Page {
    /// Takes a port.
    #[must_use]
    pub fn reserve() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port of the loopback is free");
        let address = listener.local_addr().expect("a bound port has a number");
        Self { listener, address }
    }

    /// Its origin.
    #[must_use]
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Answers every request with this HTML until the test ends.
    pub fn serve(self, html: String) {
        self.serve_as("text/html; charset=utf-8", html);
    }

    /// Answers every request, from pages of any origin, with this until the test ends.
    pub fn serve_as(self, media_type: &'static str, html: String) {
        std::thread::spawn(move || {
            for mut stream in self.listener.incoming().map_while(Result::ok) {
                let mut ask = [0; 4096];
                // What was asked does not matter, nor whether the browser waits for the answer.
                let _ = stream.read(&mut ask);
                let length = html.len();
                let head = format!(
                    "HTTP/1.1 200 OK\r\ncontent-type: {media_type}\r\ncontent-length: {length}\r\naccess-control-allow-origin: *\r\nconnection: close\r\n\r\n"
                );
                let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(html.as_bytes()));
            }
        });
    }
}
